/// A mark on an axis with its text.
struct Tick: Equatable {
  let position: Double
  let label: String
}
