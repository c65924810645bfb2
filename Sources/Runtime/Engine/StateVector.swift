/// The flat vectors of a training, in the order of `Program.parameters`.
public enum StateVector: String, Sendable, CaseIterable {
  case weights, gradient
  case firstMoment = "first_moment"
  case secondMoment = "second_moment"
}
