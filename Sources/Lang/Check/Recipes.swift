/// Names that build a network: architectures and layers.
enum Recipes {
  static func has(_ name: String) -> Bool { false }
}
