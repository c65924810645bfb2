#define _GNU_SOURCE
#include "openblas.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef void sgemm_function(int, int, int, int, int, int, float, const float *, int, const float *,
                            int, float, float *, int);
typedef void dgemm_function(int, int, int, int, int, int, double, const double *, int,
                            const double *, int, double, double *, int);
typedef void dsyevd_function(const char *, const char *, const int *, double *, const int *,
                             double *, double *, const int *, int *, const int *, int *);
typedef void zheevd_function(const char *, const char *, const int *, double *, const int *,
                             double *, double *, const int *, double *, const int *, int *,
                             const int *, int *);
typedef void dgelsd_function(const int *, const int *, const int *, double *, const int *,
                             double *, const int *, double *, const double *, int *, double *,
                             const int *, int *, int *);
typedef char *corename_function(void);

static struct {
  sgemm_function *sgemm;
  dgemm_function *dgemm;
  dsyevd_function *dsyevd;
  zheevd_function *zheevd;
  dgelsd_function *dgelsd;
  corename_function *corename;
} library;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char problem[256];

// The environment while the library loads; kept, because another thread may be reading it.
static char **told;

// Opens the library with OPENBLAS_NUM_THREADS=1: further cores belong to the shards of a program,
// and the threads of a pool would spin on them. It reads the variable when it is loaded. setenv
// would move the environment under the feet of other threads, and Swift finds the arguments of the
// process by it; a copy in its place for this moment does neither, and child processes never see it.
static void *open_library(void) {
  size_t count = 0;
  while (environ && environ[count]) count++;
  told = malloc((count + 2) * sizeof *told);
  if (!told) return NULL;
  told[0] = "OPENBLAS_NUM_THREADS=1";
  for (size_t i = 0; i < count; i++) told[i + 1] = environ[i];
  told[count + 1] = NULL;
  char **own = environ;
  environ = told;
  void *handle = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
  environ = own;
  return handle;
}

static void *function(void *handle, const char *name) {
  void *address = dlsym(handle, name);
  if (!address && !problem[0])
    snprintf(problem, sizeof problem, "the installed library has no '%s'", name);
  return address;
}

static void load(void) {
  void *handle = open_library();
  if (!handle) {
    const char *why = dlerror();
    snprintf(problem, sizeof problem, "%s", why ? why : "libopenblas.so.0");
    return;
  }
  library.sgemm = (sgemm_function *)function(handle, "cblas_sgemm");
  library.dgemm = (dgemm_function *)function(handle, "cblas_dgemm");
  library.dsyevd = (dsyevd_function *)function(handle, "dsyevd_");
  library.zheevd = (zheevd_function *)function(handle, "zheevd_");
  library.dgelsd = (dgelsd_function *)function(handle, "dgelsd_");
  library.corename = (corename_function *)function(handle, "openblas_get_corename");
}

const char *fml_openblas_load(void) {
  pthread_once(&once, load);
  return problem[0] ? problem : NULL;
}

const char *fml_openblas_core(void) { return library.corename ? library.corename() : ""; }

void fml_sgemm(int order, int left, int right, int m, int n, int k, float alpha, const float *a,
               int lda, const float *b, int ldb, float beta, float *c, int ldc) {
  library.sgemm(order, left, right, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
}

void fml_dgemm(int order, int left, int right, int m, int n, int k, double alpha, const double *a,
               int lda, const double *b, int ldb, double beta, double *c, int ldc) {
  library.dgemm(order, left, right, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
}

void fml_dsyevd(const char *jobz, const char *uplo, const int *n, double *a, const int *lda,
                double *w, double *work, const int *lwork, int *iwork, const int *liwork,
                int *info) {
  library.dsyevd(jobz, uplo, n, a, lda, w, work, lwork, iwork, liwork, info);
}

void fml_zheevd(const char *jobz, const char *uplo, const int *n, double *a, const int *lda,
                double *w, double *work, const int *lwork, double *rwork, const int *lrwork,
                int *iwork, const int *liwork, int *info) {
  library.zheevd(jobz, uplo, n, a, lda, w, work, lwork, rwork, lrwork, iwork, liwork, info);
}

void fml_dgelsd(const int *m, const int *n, const int *nrhs, double *a, const int *lda, double *b,
                const int *ldb, double *s, const double *rcond, int *rank, double *work,
                const int *lwork, int *iwork, int *info) {
  library.dgelsd(m, n, nrhs, a, lda, b, ldb, s, rcond, rank, work, lwork, iwork, info);
}
