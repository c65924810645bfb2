/// How the weights of layers are drawn: the rule and its scale.
///
/// - Source: Glorot, Bengio (2010); He, Zhang, Ren, Sun (2015); the defaults of PyTorch and Keras.
public enum WeightScheme: Sendable, Equatable {
  /// Weights and biases `U(±1/√in)`.
  case pytorch
  /// Weights `U(±√(6/(in + out)))`, recurrent ones orthogonal, biases 0, forget gates 1.
  case keras
  /// `N(0, 2/in)`, biases 0; truncated at two deviations as Keras draws it.
  case heNormal(isTruncated: Bool)
  /// `U(±√(6/in))`, biases 0.
  case heUniform
  /// `gain U(±√(6/(in + out)))`, biases 0.
  case xavier(gain: Double)
  /// `N(0, 2/(in + out))`, biases 0; truncated at two deviations as Keras draws it.
  case glorotNormal(isTruncated: Bool)
  /// Orthonormal rows or columns, biases 0.
  case orthogonal

  static let words = [
    "pytorch", "keras", "he_normal", "he_uniform", "glorot", "glorot_normal", "xavier",
    "orthogonal",
  ]

  init(_ argument: OperatorArgument) throws {
    let recipe = try RecipeArgument(argument, "init")
    let isNormal = ["he_normal", "glorot_normal"].contains(recipe.word)
    try recipe.check(recipe.word == "xavier" ? ["gain", "0"] : isNormal ? ["truncated"] : [])
    let isTruncated = try recipe.flag("truncated") ?? false
    switch recipe.word {
    case "pytorch": self = .pytorch
    case "keras": self = .keras
    case "he_normal": self = .heNormal(isTruncated: isTruncated)
    case "he_uniform": self = .heUniform
    case "glorot": self = .xavier(gain: 1)
    case "glorot_normal": self = .glorotNormal(isTruncated: isTruncated)
    case "orthogonal": self = .orthogonal
    case "xavier":
      let gain = try recipe.number("gain", at: 0) ?? 1
      guard gain > 0 else {
        throw Failure("xavier: gain is above 0", culprit: .parameter("init"))
      }
      self = .xavier(gain: gain)
    default:
      throw Failure(
        "init: no rule '\(recipe.word)'", culprit: .parameter("init"),
        hint: Self.words.joined(separator: ", "))
    }
  }

  /// Of a weight that makes `out` numbers of `fanIn` each.
  func weight(fanIn: Int, fanOut: Int) -> Initializer {
    let (inner, both) = (Double(max(1, fanIn)), Double(max(1, fanIn + fanOut)))
    switch self {
    case .pytorch: return .linear(fanIn: fanIn)
    case .keras: return .uniform((6 / both).squareRoot())
    case .heNormal(let isTruncated):
      let deviation = (2 / inner).squareRoot()
      return isTruncated ? .truncatedNormal(deviation) : .normal(deviation)
    case .heUniform: return .uniform((6 / inner).squareRoot())
    case .xavier(let gain): return .uniform(gain * (6 / both).squareRoot())
    case .glorotNormal(let isTruncated):
      let deviation = (2 / both).squareRoot()
      return isTruncated ? .truncatedNormal(deviation) : .normal(deviation)
    case .orthogonal: return .orthogonal(columns: fanIn)
    }
  }

  /// Of the recurrent weight `[4 units, units]` of an LSTM.
  func recurrent(units: Int) -> Initializer {
    switch self {
    case .pytorch: .linear(fanIn: units)
    case .keras, .orthogonal: .orthogonal(columns: units)
    default: weight(fanIn: units, fanOut: units)
    }
  }

  func bias(fanIn: Int) -> Initializer { self == .pytorch ? .linear(fanIn: fanIn) : .constant(0) }

  /// Of an LSTM, gates in the order i, f, g, o.
  func gates(units: Int) -> Initializer {
    guard self == .keras else { return bias(fanIn: units) }
    return .values((0..<4 * units).map { $0 / units == 1 ? 1 : 0 })
  }
}
