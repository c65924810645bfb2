import Runtime

/// `sealed(15%)`: a test part that is to be opened before anybody may look at it.
final class SealedShare: ObjectValue {
  /// A share, a range of dates or a length of time.
  let inner: Value

  init(_ inner: Value) { self.inner = inner }

  let typeName = "sealed part"
  var summary: String { "a sealed part" }
  func describe(_ printer: PrintContext) -> String { summary }
  var memberNames: [String] { [] }
  func member(_ name: String) throws -> Value? { nil }
}
