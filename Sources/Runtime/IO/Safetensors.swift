/// Named tensors in the safetensors format: a JSON header, then little-endian numbers.
///
/// - Source: github.com/huggingface/safetensors, format description.
public struct Safetensors: Sendable, Equatable {
  /// The numbers of a tensor, row-major.
  public enum Numbers: Sendable, Equatable {
    case float([Float])
    case double([Double])

    public var count: Int {
      switch self {
      case .float(let values): values.count
      case .double(let values): values.count
      }
    }

    /// In float32.
    public var floats: [Float] {
      switch self {
      case .float(let values): values
      case .double(let values): values.map(Float.init)
      }
    }
  }

  public struct Tensor: Sendable, Equatable {
    public let name: String
    public let shape: [Int]
    public let numbers: Numbers

    public init(name: String, shape: [Int], numbers: Numbers) {
      self.name = name
      self.shape = shape
      self.numbers = numbers
    }
  }

  public var tensors: [Tensor]
  /// Names of the tensors of a file that hold no floating-point numbers; they were not read.
  public private(set) var skipped: [String] = []
  /// Free text by key.
  public var metadata: [Json.Field]

  public init(tensors: [Tensor], metadata: [Json.Field] = []) {
    self.tensors = tensors
    self.metadata = metadata
  }

  mutating func skip(_ name: String) { skipped.append(name) }

  public subscript(_ name: String) -> Tensor? { tensors.first { $0.name == name } }

  /// - Throws: `Failure` naming the file; nothing is left behind.
  public func write(to path: String) throws { try AtomicFile.write(bytes, to: path) }

  /// - Throws: `Failure` naming the file and what is wrong with it.
  public static func read(_ path: String) throws -> Safetensors {
    do {
      return try Safetensors(bytes: AtomicFile.read(path))
    } catch let failure as Failure where failure.culprit == .none {
      throw Failure(
        "\(path) is not a safetensors file: \(failure.message)",
        culprit: .file(path: path, line: 0, column: 0))
    }
  }
}
