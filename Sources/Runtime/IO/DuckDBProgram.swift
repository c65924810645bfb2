@preconcurrency import Glibc

/// Runs the DuckDB program: a query in, its output back.
enum DuckDBProgram {
  /// `FML_DUCKDB` where it is set, else what `make setup-duckdb` installed, else `duckdb` of the
  /// search path.
  ///
  /// - Throws: `Failure` that names the command which installs it.
  static func path() throws -> String {
    func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    var places: [String] = []
    if let place = environment("FML_DUCKDB") {
      guard access(place, X_OK) == 0 else { throw isMissing() }
      return place
    }
    if let data = environment("XDG_DATA_HOME") { places.append(data + "/fml/duckdb") }
    if let home = environment("HOME") { places.append(home + "/.local/share/fml/duckdb") }
    for folder in (environment("PATH") ?? "").split(separator: ":") {
      places.append(folder + "/duckdb")
    }
    guard let place = places.first(where: { access($0, X_OK) == 0 }) else { throw isMissing() }
    return place
  }

  /// The standard output of `duckdb -c query`.
  ///
  /// - Throws: `Failure` with the program's message; `Interrupted`, after ending the program.
  static func run(_ query: String, path: String) throws -> ByteBuffer {
    let program = try Self.path()
    let (output, errors) = (try pipe(), try pipe())
    defer {
      close(output.read)
      close(errors.read)
    }
    let process = spawn(program, ["-bail", "-c", query], output.write, errors.write)
    close(output.write)
    close(errors.write)
    guard let process else { throw refused(program, "it cannot be started") }
    var status: Int32 = 0
    let answer: ByteBuffer
    do {
      answer = try ByteBuffer.reading(output.read, size: 1 << 16, path: path)
    } catch {
      kill(process, SIGKILL)
      waitpid(process, &status, 0)
      throw error
    }
    let message = (try? ByteBuffer.reading(errors.read, size: 4096, path: path))?.prefix(2000)
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    try Interrupt.check()
    guard status == 0 else { throw refused(path, String(decoding: message ?? [], as: UTF8.self)) }
    return answer
  }

  private static func pipe() throws -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else {
      throw Failure("cannot start DuckDB: \(String(cString: strerror(errno)))")
    }
    // Another program started meanwhile must not keep the ends open.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func spawn(
    _ program: String, _ arguments: [String], _ output: Int32, _ errors: Int32
  ) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    var texts = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for text in texts { free(text) } }
    var process = pid_t()
    return posix_spawn(&process, program, &actions, nil, &texts, environ) == 0 ? process : nil
  }
}

extension DuckDBProgram {
  private static func isMissing() -> Failure {
    Failure(
      "Parquet and SQL need DuckDB, which is not installed",
      hint: "install it with: make setup-duckdb")
  }

  /// The first line of the program's message says what is wrong.
  private static func refused(_ path: String, _ message: String) -> Failure {
    let lines = message.split(separator: "\n").filter { !$0.isEmpty }
    let first = TextTable.clean(lines.first.map(String.init) ?? "it ended without a message")
    return Failure("DuckDB cannot read or write '\(path)': \(first)")
  }
}
