// OpenBLAS, loaded when a program first needs it, so that start-up does not pay for it.
#ifndef FML_OPENBLAS_H
#define FML_OPENBLAS_H

// Loads the library on the first call; NULL, or why it could not be loaded. Any thread may call it.
const char *fml_openblas_load(void);
// The core type whose kernels run, such as "Cooperlake"; empty before loading.
const char *fml_openblas_core(void);

// The functions below have the arguments of their namesakes and may only be called after
// fml_openblas_load() returned NULL. They take no lock and run on the calling thread.

// Order 101 is row-major; 111 takes a factor as it is, 112 transposed.

void fml_sgemm(int order, int left, int right, int m, int n, int k, float alpha, const float *a,
               int lda, const float *b, int ldb, float beta, float *c, int ldc);
void fml_dgemm(int order, int left, int right, int m, int n, int k, double alpha, const double *a,
               int lda, const double *b, int ldb, double beta, double *c, int ldc);

// LAPACK, column-major: eigenvectors of a symmetric and of a Hermitian matrix (complex numbers are
// pairs of double), least squares by singular values.
void fml_dsyevd(const char *jobz, const char *uplo, const int *n, double *a, const int *lda,
                double *w, double *work, const int *lwork, int *iwork, const int *liwork,
                int *info);
void fml_zheevd(const char *jobz, const char *uplo, const int *n, double *a, const int *lda,
                double *w, double *work, const int *lwork, double *rwork, const int *lrwork,
                int *iwork, const int *liwork, int *info);
void fml_dgelsd(const int *m, const int *n, const int *nrhs, double *a, const int *lda, double *b,
                const int *ldb, double *s, const double *rcond, int *rank, double *work,
                const int *lwork, int *iwork, int *info);

#endif
