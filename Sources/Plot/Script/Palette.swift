/// Colours that stay apart for colour-blind readers and in print.
///
/// - Source: Okabe and Ito (2008), "Color universal design"; yellow is left out on white.
enum Palette {
  static let series = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7f7f7f",
  ]
  static let leading = "#111111"
  static let muted = "#7f7f7f"
  static let adverse = "#c4383a"
  static let text = "#222222"
  static let faintText = "#5a5a5a"
  static let grid = "#e3e3e3"
  static let rule = "#8a8a8a"
}
