/// The parts of a split, in the order of time.
public enum PartName: String, Sendable, CaseIterable, Comparable {
  case train
  case validation = "val"
  case test

  public static func < (a: PartName, b: PartName) -> Bool { a.order < b.order }

  private var order: Int {
    switch self {
    case .train: 0
    case .validation: 1
    case .test: 2
    }
  }
}
