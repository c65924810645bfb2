import Foundation
import Testing

@testable import Lang
@testable import Runtime

/// What `Tests/Reference/training.py` wrote, and the numbers that both sides compute.
struct TorchReference {
  static let samples = 3200
  static let columns = 28

  /// `lossBits`: 20 losses in float64, 200 in float32; weights and sums after 20 steps in float64.
  let values: [String: [(index: Int, value: Double)]]
  let blockSize: Int

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Reference").standardized

  init(_ name: String) throws {
    let file = Self.folder.appending(path: "training_\(name).csv")
    var values: [String: [(index: Int, value: Double)]] = [:]
    var block = 0
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      if line.hasPrefix("#") {
        if let word = line.split(separator: " ").last, line.contains("block") {
          block = Int(word) ?? 0
        }
        continue
      }
      let cells = line.split(separator: ",")
      guard let index = Int(cells[1]), let value = Double(cells[2]) else { continue }
      values[String(cells[0]), default: []].append((index, value))
    }
    self.values = values
    blockSize = try #require(block > 0 ? block : nil)
  }

  /// A number in [0, 1): splitmix64 of `stream * 2^40 + index`.
  static func uniform(_ stream: UInt64, _ index: Int) -> Double {
    var z = ((stream << 40) + UInt64(index)) &* 0x9E37_79B9_7F4A_7C15 &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    z ^= z >> 31
    return Double(z >> 11) * 0x1p-53
  }

  private static func single(_ value: Double) -> Double { Double(Float(value)) }

  /// The start weights of a network, as `start` in the script makes them.
  ///
  /// A gain is a one-dimensional `weight`; running statistics start as they always do.
  static func start(_ network: Network, seed: UInt64, lastBias: Double? = nil) -> [Float] {
    network.parameters.enumerated().flatMap { place, parameter -> [Float] in
      let isGain = parameter.shape.count == 1 && parameter.name.hasSuffix(".weight")
      let bound = Double(parameter.shape.max() ?? 1).squareRoot()
      if parameter.isState {
        return parameter.start.values(count: parameter.count, seed: 0, stream: 0).map { Float($0) }
      }
      if let lastBias, parameter.shape == [1] { return [Float(lastBias)] }
      return (0..<parameter.count).map { index in
        let u = 2 * uniform(1000 * seed + 100 + UInt64(place), index) - 1
        return Float(isGain ? 1 + 0.1 * u : u / bound)
      }
    }
  }

  /// The frame of the script: features, the label a row late, bars.
  static func frame() -> Frame {
    let rows = samples + 4
    func column(_ value: (Int) -> Double) -> [Double] { (0..<rows).map { single(value($0)) } }
    let x = (0..<columns).map { place in
      column { 2 * uniform(1, $0 * columns + place) - 1 }
    }
    let label = column { 0.5 + 0.2 * x[0][$0] - 0.15 * (x[1][$0] * x[2][$0]) }
    let close = column { 100 * (1 + 0.02 * (2 * uniform(2, $0) - 1)) }
    let low = column { close[$0] * (1 - 0.02 * uniform(3, $0)) }
    let times = (0..<rows).map { SampleFrames.start + Int64($0) * SampleFrames.day }
    let fields =
      x.enumerated().map { ("x\($0)", $1) }
      + [("y", [0] + label.dropLast()), ("close", close), ("low", low)]
    return Frame(
      axis: Axis(times: times, frequency: SampleFrames.day, isDaily: true),
      fields: fields.map { Frame.Field(name: $0, original: $0, column: .numbers($1)) },
      source: "counters")
  }

  /// Weights after 20 steps: every stored one and every sum within 1e-9.
  func check(_ weights: [Double]) throws {
    var worst = 0.0
    for (index, value) in try #require(values["weight"]) {
      worst = max(worst, abs(weights[index] - value))
    }
    #expect(worst < 1e-9, "a weight is off by \(worst)")
    for (block, value) in try #require(values["check"]) {
      let range = block * blockSize..<min(weights.count, (block + 1) * blockSize)
      let sum = range.reduce(0.0) { $0 + (2 * Self.uniform(99, $1) - 1) * weights[$1] }
      worst = max(worst, abs(sum - value))
    }
    #expect(worst < 1e-9, "a sum of \(blockSize) weights is off by \(worst)")
  }
}
