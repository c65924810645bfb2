/// The shape of an expression's value.
public enum Shape: Sendable, Equatable {
  case scalar
  /// One value per row of an axis.
  case column
  /// A batch of tensors, row-major.
  case tensor([Int])
}

/// What the numbers of an expression stand for.
public enum Element: Sendable, Equatable {
  case number
  /// 1, 0 or missing.
  case boolean
  /// Codes into labels; missing is NaN.
  case category([String])
}

/// The static type of an expression: shape, axis and meaning.
public struct ValueType: Sendable {
  public var shape: Shape
  /// The axis of a column; nil for scalars and tensors.
  public var axis: Axis?
  public var element: Element

  public init(shape: Shape, axis: Axis? = nil, element: Element = .number) {
    self.shape = shape
    self.axis = axis
    self.element = element
  }

  public static let scalar = ValueType(shape: .scalar)
}
