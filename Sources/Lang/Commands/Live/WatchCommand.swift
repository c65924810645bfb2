@preconcurrency import Glibc
import Plot
import Runtime

/// `watch s1`: the losses of a training while it runs.
enum WatchCommand: Command {
  static let subject = Parameter(
    "run", .any, default: .absent,
    "a training of the session, or the name or folder of one in the run store")
  static let signature = Signature(
    "watch", group: "live control", "Draws the losses of a training while it runs",
    details:
      "Drawn anew after each epoch until the training ends; Ctrl-C leaves the training as it "
      + "is. fml watch NAME does the same from another terminal. Not on a terminal, it prints a line "
      + "per epoch.",
    positionals: [subject], examples: [Example("watch s1"), Example("watch \"runs/s1\"")],
    keywords: ["follow", "tail", "live", "monitor"])

  static func run(_ call: CommandCall) throws -> Value {
    let screen = WatchScreen(session: call.session)
    switch call.value(subject) {
    case nil:
      let value = try RunControl.only(call)
      try screen.follow { RunLook(value) }
    case .object(let object as RunValue)?: try screen.follow { RunLook(object) }
    case .text(let name)?:
      let folder = try folder(name, call)
      try screen.follow { try RunLook(folder) }
    default: throw call.failure(subject, "must be a training, or the name of one in the run store")
    }
    call.session.settleBackground()
    return .none
  }

  private static func folder(_ name: String, _ call: CommandCall) throws -> RunFolder {
    let root = call.session.runStore ?? "runs"
    let plain = RunFolder(call.session.resolve(path: name))
    if (try? plain.card()) != nil { return plain }
    if let latest = RunFolder.latest(name, in: root) { return latest }
    let known = RunFolder.all(in: root).map(\.name)
    throw call.failure(
      subject, "names no training in \(root): '\(name)'",
      hint: Suggestion.hint(for: name, among: known))
  }
}

/// Draws looks at a training one after the other.
private struct WatchScreen {
  let session: Session

  /// - Throws: what looking throws; an interrupt ends it quietly.
  func follow(_ look: () throws -> RunLook) throws {
    var shown = -1
    var table = EpochLines()
    while true {
      let now = try look()
      if session.output.isTerminal {
        if now.history.count != shown { try draw(now) }
        if let snapshot = now.snapshot, !now.isOver {
          let width = session.output.size.columns
          session.output.progress(ProgressText.running(snapshot, width: width), isFinal: false)
        }
      } else {
        for line in table.lines(of: now) { session.output.result(line) }
      }
      shown = now.history.count
      if now.isOver {
        session.output.result("\(now.name): \(now.status), \(shown) of \(now.epochs) epochs")
        return
      }
      if Interrupt.isRequested {
        Interrupt.clear()
        session.output.result("\(now.name) goes on")
        return
      }
      usleep(200_000)
    }
  }

  private func draw(_ look: RunLook) throws {
    guard look.history.count > 1 else { return }
    let size = session.output.size
    let text: String
    do {
      text = try Gnuplot().text(
        try look.chart(), columns: size.columns, rows: max(12, size.rows - 3), isColored: true)
    } catch let error as PlotError {
      throw Failure(error, command: "watch")
    }
    session.output.result("\u{1B}[H\u{1B}[2J" + text)
  }
}

/// A line for each epoch, where there is no terminal to draw on.
private struct EpochLines {
  private var seen = 0

  mutating func lines(of look: RunLook) -> [String] {
    var lines: [String] = []
    if seen == 0, !look.history.isEmpty { lines.append(ProgressText.header) }
    lines += look.history.dropFirst(seen).map { ProgressText.epoch($0, of: look.epochs) }
    seen = look.history.count
    return lines
  }
}
