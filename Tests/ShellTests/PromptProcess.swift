import Foundation
@preconcurrency import Glibc

/// The built program on a pseudo-terminal, driven by keys; everything waits on the terminal.
final class PromptProcess {
  struct Unexpected: Error, CustomStringConvertible {
    let description: String
  }

  /// TIOCGPTN and TIOCSPTLCK, macros that Swift does not import.
  private static let terminalNumber: UInt = 0x8004_5430
  private static let setLock: UInt = 0x4004_5431

  private let terminal: Int32
  private let process: pid_t
  /// What the program has written and no expectation has passed yet.
  private var unread = ""

  init(history: String) throws {
    terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var number: UInt32 = 0
    var isLocked: Int32 = 0
    guard terminal >= 0, ioctl(terminal, Self.setLock, &isLocked) == 0,
      ioctl(terminal, Self.terminalNumber, &number) == 0
    else { throw Unexpected(description: "no pseudo-terminal") }
    var size = winsize(ws_row: 30, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
    process = try Self.spawn(on: "/dev/pts/\(number)", history: history)
  }

  deinit {
    kill(process, SIGKILL)
    waitpid(process, nil, WNOHANG)
    close(terminal)
  }

  /// Types text; control keys are their characters.
  func type(_ keys: String) {
    Array(keys.utf8).withUnsafeBytes { _ = write(terminal, $0.baseAddress, $0.count) }
  }

  /// Waits until the text appears and returns what came before it.
  @discardableResult
  func expect(_ text: String) throws -> String {
    while true {
      if let range = unread.range(of: text) {
        defer { unread = String(unread[range.upperBound...]) }
        return String(unread[..<range.lowerBound])
      }
      guard let more = readSome() else {
        throw Unexpected(description: "'\(text)' did not appear in '\(unread)'")
      }
      unread += more
    }
  }

  /// The exit code, after the program has closed the terminal.
  func exitCode() -> Int32 {
    while readSome() != nil {}
    var status: Int32 = 0
    waitpid(process, &status, 0)
    return status & 0x7f == 0 ? (status >> 8) & 0xff : -1
  }

  /// Nil when nothing more comes.
  private func readSome() -> String? {
    var event = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    guard poll(&event, 1, 60_000) > 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(terminal, &bytes, bytes.count)
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
  }

  private static func spawn(on terminal: String, history: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A session of its own makes the terminal the controlling one, so that Ctrl-C is a signal.
    posix_spawnattr_setflags(&attributes, 0x80)  // POSIX_SPAWN_SETSID
    let program = try self.program()
    let environment = ["TERM=xterm", "LANG=C.UTF-8", "FML_HISTORY=\(history)"]
    var arguments = [strdup(program), nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var process: pid_t = 0
    guard posix_spawn(&process, program, &actions, &attributes, &arguments, &variables) == 0 else {
      throw Unexpected(description: "\(program) does not start")
    }
    return process
  }

  /// The program beside the test bundle.
  private static func program() throws -> String {
    for argument in CommandLine.arguments where argument.contains(".xctest") {
      guard let end = argument.range(of: ".xctest"),
        let folder = argument[..<end.lowerBound].lastIndex(of: "/")
      else { continue }
      let path = argument[..<folder] + "/fml"
      if access(String(path), X_OK) == 0 { return String(path) }
    }
    throw Unexpected(description: "no program beside \(CommandLine.arguments)")
  }
}
