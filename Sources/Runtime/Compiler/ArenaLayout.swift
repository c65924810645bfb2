/// Places in the arena: runs start at multiples of 16 elements, so vectors do not straddle lines.
enum ArenaLayout {
  static let alignment = 16
  /// Elements after the last run that a vector load may touch.
  static let slack = 64

  static func rounded(_ count: Int) -> Int { (count + alignment - 1) / alignment * alignment }
}
