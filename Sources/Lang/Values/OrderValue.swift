import Runtime

/// One or more orders of a rule.
final class OrderValue: ObjectValue {
  let tickets: [OrderTicket]

  init(_ tickets: [OrderTicket]) { self.tickets = tickets }

  let typeName = "order"

  var summary: String {
    let words = tickets.map { ticket in
      let kind = ticket.limit != nil ? "limit" : ticket.trigger != nil ? "trigger" : "market"
      let exit = ticket.hold.map { ", held \($0) \($0 == 1 ? "bar" : "bars")" } ?? ""
      return "\(ticket.side == .long ? "buy" : "sell") (\(kind)\(exit))"
    }
    return "order " + words.joined(separator: " and ")
  }

  func describe(_ printer: PrintContext) -> String { summary }
  let memberNames: [String] = []
  func member(_ name: String) throws -> Value? { nil }
}
