import Runtime

/// Losses against a rising learning rate, and the rate that suits.
final class RateSearchValue: ObjectValue {
  let search: RateSearch
  let model: String

  init(_ search: RateSearch, of model: String) { (self.search, self.model) = (search, model) }

  let typeName = "rate search"

  var summary: String {
    let count = "\(search.steps.count) batches"
    guard search.suggestion.isFinite else {
      return "lrfind: the loss never falls; \(count)"
    }
    return "lrfind: lr \(Self.rate(search.suggestion)), least loss at "
      + "\(Self.rate(search.least)); \(count)"
  }

  private static func rate(_ value: Double) -> String { NumberFormat.general(value, digits: 2) }

  func describe(_ printer: PrintContext) -> String {
    let steps = search.steps
    let count = max(6, min(steps.count, printer.height - 6))
    let rows = (0..<count).map { $0 * max(0, steps.count - 1) / max(1, count - 1) }
    let shown = rows.compactMap { steps.indices.contains($0) ? steps[$0] : nil }
    let table = TextTable([
      .init("lr", shown.map { NumberFormat.general($0.rate, digits: 3) }),
      .init("loss", shown.map { NumberFormat.general($0.loss, digits: 5) }),
      .init("smooth", shown.map { NumberFormat.general($0.smooth, digits: 5) }),
    ])
    return summary + "\n" + table.render(width: printer.width) + "\nended: \(search.ending)"
  }

  let memberNames = ["least", "lr", "table"]

  func member(_ name: String) throws -> Value? {
    switch name {
    case "lr": return .number(search.suggestion)
    case "least": return .number(search.least)
    case "table": return .frame(FrameValue(frame, name: "rates"))
    default: return nil
    }
  }

  private var frame: Frame {
    let steps = search.steps
    return Frame(
      axis: Axis(times: [], rowCount: steps.count),
      fields: [
        Frame.Field("lr", .numbers(steps.map(\.rate))),
        Frame.Field("loss", .numbers(steps.map(\.loss))),
        Frame.Field("smooth", .numbers(steps.map(\.smooth))),
      ], source: "rates of \(model)")
  }
}
