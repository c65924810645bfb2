/// One element of gnuplot's `plot` command with the rows it reads.
struct PlotElement {
  let using: String
  let style: String
  let columns: Int
  /// Row after row.
  let rows: [Double]

  /// The element in the command; its data follow on the stream.
  var command: String {
    let format = String(repeating: "%double", count: columns)
    return "'-' binary record=(\(rows.count / columns)) format='\(format)' \(using) "
      + "\(style) notitle"
  }
}
