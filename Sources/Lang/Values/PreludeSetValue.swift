import Runtime

/// A feature set of the prelude by name, before it is put on a frame.
final class PreludeSetValue: ObjectValue {
  let name: String
  let text: String

  init(name: String, text: String) { (self.name, self.text) = (name, text) }

  let typeName = "feature set of the prelude"
  var summary: String { "\(name), a feature set of the prelude: features \(name) on px" }
  func describe(_ printer: PrintContext) -> String { summary + "\nshow source \(name) prints it" }
  let memberNames: [String] = []
  func member(_ name: String) throws -> Value? { nil }
}
