@preconcurrency import Glibc

/// The normalised Laplacian of a directed graph: Hermitian, with directions as phases.
///
/// With `A_s = (A + Aᵀ) / 2`, D its row sums and `Θ = 2π q (A - Aᵀ)`:
/// `L = I - (D^-½ A_s D^-½) ⊙ exp(iΘ)`.
/// - Edge cases: a symbol without neighbours has the row of I.
/// - Source: Zhang et al. (2021), "MagNet".
struct MagneticLaplacian: Sendable {
  let real: [Double]
  let imaginary: [Double]

  /// - Parameter adjacency: `[from * size + to]`, without a diagonal.
  init(_ adjacency: [Double], size n: Int, q: Double = 0.25) {
    let mirrored = (0..<n * n).map { adjacency[($0 % n) * n + $0 / n] }
    let mean = zip(adjacency, mirrored).map { ($0 + $1) / 2 }
    let roots = (0..<n).map { row in
      let degree = mean[row * n..<(row + 1) * n].reduce(0, +)
      return degree > 0 ? 1 / degree.squareRoot() : 0
    }
    let weights = (0..<n * n).map { roots[$0 / n] * mean[$0] * roots[$0 % n] }
    let angles = zip(adjacency, mirrored).map { 2 * Double.pi * q * ($0 - $1) }
    real = (0..<n * n).map { ($0 / n == $0 % n ? 1 : 0) - weights[$0] * cos(angles[$0]) }
    imaginary = (0..<n * n).map { -weights[$0] * sin(angles[$0]) }
  }
}
