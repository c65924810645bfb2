import Runtime

/// The kept weights of a run: `save s1.weights "w.safetensors"`.
final class WeightsValue: ObjectValue {
  let run: RunValue

  init(_ run: RunValue) { self.run = run }

  let typeName = "weights"
  var summary: String {
    "weights of \(run.name): \(NumberFormat.count(run.run.network.parameterCount)) numbers"
  }
  func describe(_ printer: PrintContext) -> String {
    summary + "\n" + run.run.network.table.render(width: printer.width)
  }
  let memberNames: [String] = []
  func member(_ name: String) throws -> Value? { nil }
}
