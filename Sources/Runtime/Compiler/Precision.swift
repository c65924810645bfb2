/// The number type of a program.
public enum Precision: String, Sendable {
  case float32, float64
}
