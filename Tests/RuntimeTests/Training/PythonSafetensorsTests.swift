import Foundation
import Testing

@testable import Runtime

/// Files of weights open in Python's safetensors; the interpreter is `FML_PYTHON`, else `python3`.
struct PythonSafetensorsTests {
  enum Python {
    static let interpreter = ProcessInfo.processInfo.environment["FML_PYTHON"] ?? "python3"
    static let isThere =
      (try? PythonSafetensorsTests.run(["-c", "import safetensors, numpy"]))?.status == 0
  }

  static func run(_ arguments: [String]) throws -> (status: Int32, lines: [String]) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [Python.interpreter] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text.split(separator: "\n").map(String.init))
  }

  static func opened(_ path: String) throws -> [String] {
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Reference/open_weights.py").standardized.path
    let (status, lines) = try run([script, path])
    try #require(status == 0)
    return lines
  }

  @Test(.enabled("needs Python with safetensors and numpy", { Python.isThere }))
  func weightsAndCheckpointsOpen() throws {
    let problem = try CheckpointTests.problem()
    let trainer = try Trainer(problem, state: TrainerTests.start(problem, CheckpointTests.options))
    for _ in 0..<30 { try trainer.step() }
    let state = try trainer.synchronise()
    let folder = try CheckpointTests.folder()
    try Checkpoint.write(state, of: problem, to: folder + "/s1")
    try WeightsFile.tensors(state.weights, of: problem.network).write(to: folder + "/w.safetensors")

    let lines = try Self.opened(folder + "/w.safetensors")
    var start = 0
    for parameter in problem.network.parameters {
      let ends = [state.weights[start], state.weights[start + parameter.count - 1]]
      start += parameter.count
      let shape = parameter.shape.map(String.init).joined(separator: "x")
      let line = try #require(lines.first { $0.hasPrefix(parameter.name + " ") })
      let words = line.split(separator: " ")
      #expect(words[1...2].joined(separator: " ") == "float32 \(shape)")
      #expect(words[3...].compactMap { Float(String($0)) } == ends)
    }
    #expect(lines.contains("metadata format pt"))
    #expect(lines.contains { $0.hasPrefix("metadata constants {\"head.start\"") })
    let checkpoint = try Self.opened(folder + "/s1.safetensors")
    #expect(
      checkpoint.filter { !$0.hasPrefix("metadata") }.count == 4 * problem.network.parameters.count)
  }
}
