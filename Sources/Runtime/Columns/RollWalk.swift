/// Which contract is held from which day to which.
struct RollWalk {
  struct Span: Equatable {
    let contract: Int
    /// Days after 1970-01-01, both included; open ends are `Int.min` and `Int.max`.
    let first: Int
    let last: Int
  }

  struct Change: Equatable {
    let from: Int
    let to: Int
    /// The last day of the old contract.
    let day: Int
  }

  private(set) var spans: [Span] = []
  private(set) var changes: [Change] = []

  /// Begins with the contract that ends first of those traded on the first day, and never goes back
  /// to one that ends earlier.
  ///
  /// - Parameter contracts: In the order in which they end.
  init(_ contracts: [Contract], rule: Roll.Rule, days: Int) {
    let calendar = Array(Set(contracts.flatMap(\.days))).sorted()
    guard let start = calendar.first,
      var held = contracts.indices.first(where: { contracts[$0].days.first == start })
    else { return }
    var first = Int.min
    for day in calendar {
      guard let next = Self.next(held, contracts, day, rule, days) else { continue }
      spans.append(Span(contract: held, first: first, last: day))
      changes.append(Change(from: held, to: next, day: day))
      (held, first) = (next, day + 1)
    }
    spans.append(Span(contract: held, first: first, last: .max))
  }

  /// The contract to hold from the next day on; nil for the one that is held.
  private static func next(
    _ held: Int, _ contracts: [Contract], _ day: Int, _ rule: Roll.Rule, _ days: Int
  ) -> Int? {
    let later = contracts.indices.dropFirst(held + 1)
    let traded = later.filter { contracts[$0].volume(on: day) != nil }
    guard day < contracts[held].last else {
      // It ends today: the next that still trades is taken, even without a common day.
      return traded.first { contracts[$0].last > day } ?? later.first { contracts[$0].last > day }
    }
    switch rule {
    case .date:
      guard contracts[held].daysLeft(after: day) <= days else { return nil }
      return traded.first { contracts[$0].last > contracts[held].last }
    case .volume:
      guard let own = contracts[held].volume(on: day) else { return nil }
      let most = traded.max {
        (contracts[$0].volume(on: day) ?? 0, $1) < (contracts[$1].volume(on: day) ?? 0, $0)
      }
      return most.flatMap { (contracts[$0].volume(on: day) ?? 0) > own ? $0 : nil }
    }
  }
}
