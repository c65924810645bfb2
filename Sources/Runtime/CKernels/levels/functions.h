// Branch-free scalar functions that clang vectorises in a plain loop. Missing values (NaN) flow
// through; polynomials after Moshier's Cephes (float, tanh) and Sun's fdlibm (double exp and log).

static inline U NAME(bits)(T x) {
  U u;
  __builtin_memcpy(&u, &x, sizeof u);
  return u;
}

static inline T NAME(real)(U u) {
  T x;
  __builtin_memcpy(&x, &u, sizeof x);
  return x;
}

#if IS_DOUBLE

static inline T NAME(exp)(T x) {
  const T magic = 0x1.8p52;
  T y = x > 709.8 ? 709.8 : x;
  y = y < -746.0 ? -746.0 : y;
  const T shifted = y * 1.44269504088896338700 + magic;
  const T n = shifted - magic;
  const T high = FMA(n, -6.93147180369123816490e-01, y);
  const T low = n * 1.90821492927058770002e-10;
  const T r = high - low;
  const T z = r * r;
  T p = FMA(z, 4.13813679705723846039e-08, -1.65339022054652515390e-06);
  p = FMA(z, p, 6.61375632143793436117e-05);
  p = FMA(z, p, -2.77777777770155933842e-03);
  p = FMA(z, p, 1.66666666666666019037e-01);
  const T c = r - z * p;
  const T value = 1.0 - ((low - (r * c) / (2.0 - c)) - high);
  const U k = NAME(bits)(shifted) - NAME(bits)(magic);
  // In two factors, so that results below the normal range come out right.
  const U biased = k + 2048;
  const U half = biased >> 1;
  const T first = NAME(real)((half - 1) << 52);
  const T second = NAME(real)((biased - half - 1) << 52);
  T result = value * first * second;
  result = x > 709.782712893384 ? __builtin_inf() : result;
  result = x < -745.2 ? 0.0 : result;
  return result;
}

static inline T NAME(log)(T x) {
  const T scaled = x < 0x1p-1022 ? x * 0x1p54 : x;
  const T shift = x < 0x1p-1022 ? -54.0 : 0.0;
  // The mantissa is brought to 0.707..1.414.
  const U u = NAME(bits)(scaled) + (0x3ff0000000000000ull - 0x3fe6a09e00000000ull);
  const T e = NAME(real)((u >> 52) | 0x4330000000000000ull) - 0x1p52 - 1023.0 + shift;
  const T m = NAME(real)((u & 0x000fffffffffffffull) + 0x3fe6a09e00000000ull);
  const T f = m - 1.0;
  const T s = f / (2.0 + f);
  const T z = s * s;
  const T w = z * z;
  T even = FMA(w, 1.531383769920937332e-01, 2.222219843214978396e-01);
  even = w * FMA(w, even, 3.999999999940941908e-01);
  T odd = FMA(w, 1.479819860511658591e-01, 1.818357216161805012e-01);
  odd = FMA(w, odd, 2.857142874366239149e-01);
  odd = z * FMA(w, odd, 6.666666666666735130e-01);
  const T square = 0.5 * f * f;
  T result = e * 6.93147180369123816490e-01
             - ((square - (s * (square + even + odd) + e * 1.90821492927058770002e-10)) - f);
  result = x == 0.0 ? -__builtin_inf() : result;
  result = x < 0.0 ? __builtin_nan("") : result;
  result = x == __builtin_inf() ? x : result;
  return x != x ? x : result;
}

static inline T NAME(tanh_small)(T x) {
  const T z = x * x;
  T p = FMA(z, -9.64399179425052238628e-1, -9.92877231001918586564e1);
  p = FMA(z, p, -1.61468768441708447952e3);
  T q = z + 1.12811678491632931402e2;
  q = FMA(z, q, 2.23548839060100448583e3);
  q = FMA(z, q, 4.84406305325125486048e3);
  return x + x * z * (p / q);
}

#else

static inline T NAME(exp)(T x) {
  const T magic = 0x1.8p23f;
  T y = x > 89.0f ? 89.0f : x;
  y = y < -104.0f ? -104.0f : y;
  const T shifted = y * 1.44269504088896341f + magic;
  const T n = shifted - magic;
  T r = FMA(n, -0.693145751953125f, y);
  r = FMA(n, -1.42860682030941723212e-6f, r);
  T p = FMA(r, 1.9875691500e-4f, 1.3981999507e-3f);
  p = FMA(r, p, 8.3334519073e-3f);
  p = FMA(r, p, 4.1665795894e-2f);
  p = FMA(r, p, 1.6666665459e-1f);
  p = FMA(r, p, 5.0000001201e-1f);
  const T value = FMA(r * r, p, r) + 1.0f;
  const U k = NAME(bits)(shifted) - NAME(bits)(magic);
  const U biased = k + 256;
  const U half = biased >> 1;
  const T first = NAME(real)((half - 1) << 23);
  const T second = NAME(real)((biased - half - 1) << 23);
  T result = value * first * second;
  result = x > 88.7228391f ? __builtin_inff() : result;
  result = x < -103.98f ? 0.0f : result;
  return result;
}

static inline T NAME(log)(T x) {
  const T scaled = x < 0x1p-126f ? x * 0x1p25f : x;
  const T shift = x < 0x1p-126f ? -25.0f : 0.0f;
  const U u = NAME(bits)(scaled) + (0x3f800000u - 0x3f3504f3u);
  const T e = NAME(real)((u >> 23) | 0x4b000000u) - 0x1p23f - 127.0f + shift;
  const T m = NAME(real)((u & 0x007fffffu) + 0x3f3504f3u);
  const T f = m - 1.0f;
  const T z = f * f;
  T p = FMA(f, 7.0376836292e-2f, -1.1514610310e-1f);
  p = FMA(f, p, 1.1676998740e-1f);
  p = FMA(f, p, -1.2420140846e-1f);
  p = FMA(f, p, 1.4249322787e-1f);
  p = FMA(f, p, -1.6668057665e-1f);
  p = FMA(f, p, 2.0000714765e-1f);
  p = FMA(f, p, -2.4999993993e-1f);
  p = FMA(f, p, 3.3333331174e-1f);
  T y = f * z * p;
  y = FMA(e, -2.12194440e-4f, y);
  y = FMA(z, -0.5f, y);
  T result = FMA(e, 0.693359375f, f + y);
  result = x == 0.0f ? -__builtin_inff() : result;
  result = x < 0.0f ? __builtin_nanf("") : result;
  result = x == __builtin_inff() ? x : result;
  return x != x ? x : result;
}

static inline T NAME(tanh_small)(T x) {
  const T z = x * x;
  T p = FMA(z, -5.70498872745e-3f, 2.06390887954e-2f);
  p = FMA(z, p, -5.37397155531e-2f);
  p = FMA(z, p, 1.33314422036e-1f);
  p = FMA(z, p, -3.33332819422e-1f);
  return x + x * z * p;
}

#endif

static inline T NAME(tanh)(T x) {
  const T a = BUILTIN(fabs)(x);
  const T large = 1 - 2 / (NAME(exp)(2 * a) + 1);
  return a < LITERAL(0.625) ? NAME(tanh_small)(x) : BUILTIN(copysign)(large, x);
}

// Zero where e^-x overflows, below -88.7 in float and -709.7 in double.
static inline T NAME(sigmoid)(T x) {
  const T e = NAME(exp)(-x);
  const T u = 1 + e, part = u - 1;
  // What rounding u lost.
  const T lost = (1 - (u - part)) + (e - part);
  const T c = u < LITERAL(1e30) ? lost : 0;
  const T r = 1 / u;
  return FMA(-(c * r), r, r);
}

// ln(1 + e) as ln(u) + (e - (u - 1)) / u with u = 1 + e rounded, exact also for tiny e.
static inline T NAME(softplus)(T x) {
  const T e = NAME(exp)(-BUILTIN(fabs)(x));
  const T u = 1 + e;
  return (x > 0 ? x : 0) + (NAME(log)(u) + (e - (u - 1)) / u);
}

static inline T NAME(missing)(void) { return BUILTIN(nan)(""); }

static inline T NAME(divide)(T a, T b) { return b == 0 ? NAME(missing)() : a / b; }

static inline T NAME(modulo)(T a, T b) {
  return b == 0 ? NAME(missing)() : a - b * BUILTIN(floor)(a / b);
}

static inline T NAME(power)(T a, T b) {
  return ((a != a) | (b != b)) ? NAME(missing)() : BUILTIN(pow)(a, b);
}

static inline T NAME(minimum)(T a, T b) { return a != a ? a : (a < b ? a : b); }
static inline T NAME(maximum)(T a, T b) { return a != a ? a : (a > b ? a : b); }
static inline T NAME(sign)(T a) { return a > 0 ? 1 : (a < 0 ? -1 : a); }

// A truth value, missing where an operand is.
static inline T NAME(truth)(int holds, T a, T b) {
  return ((a != a) | (b != b)) ? NAME(missing)() : (holds ? 1 : 0);
}

static inline T NAME(and)(T a, T b) { return ((a == 0) | (b == 0)) ? 0 : NAME(truth)(1, a, b); }

static inline T NAME(or)(T a, T b) {
  const int holds = ((a == a) & (a != 0)) | ((b == b) & (b != 0));
  return holds ? 1 : NAME(truth)(0, a, b);
}

static inline T NAME(not)(T a) { return a != a ? a : (a == 0 ? 1 : 0); }
static inline T NAME(select)(T c, T a, T b) { return c != c ? c : (c != 0 ? a : b); }
