/// `y_t = Σ_tap W_tap x_(t + tap · dilation - front) + b`, a convolution over the steps of a window.
///
/// - Shape: `[T, B, in]` to `[T, B, channels]`; weight `[channels, in / groups, taps]`.
public enum ConvolutionLayer: Layer {
  static let channels = Parameter("channels", .integer, in: 1...65_536, "outputs of each step")
  static let kernel = Parameter(
    "kernel", .integer, default: .number(3), unit: "steps", in: 1...1_000, "taps over time")
  static let dilation = Parameter(
    "dilation", .integer, default: .number(1), unit: "steps", in: 1...10_000,
    "distance between two taps")
  static let padding = Parameter(
    "padding", .choice(SequencePadding.allCases.map(\.rawValue)), default: .text("causal"),
    "zeros before the window, around it, or none")
  static let groups = Parameter(
    "groups", .integer, default: .number(1), in: 1...65_536,
    "groups of channels that do not mix; all channels is depthwise")

  public static let signature = Signature(
    "conv1d", group: "layers", "Convolution over the steps of a window",
    details: "y_t = sum over taps of W x_(t + tap * dilation - front) + b",
    positionals: [channels], options: [kernel, dilation, padding, groups] + WeightStyle.parameters,
    examples: [
      Example(
        "model net = input |> window(20) |> conv1d(8, dilation=4) |> relu() |> last() |> dense(1)")
    ],
    keywords: ["convolution", "causal", "dilated", "depthwise"])

  public static func apply(
    _ x: Expression, _ options: BoundOptions, in builder: inout NetworkBuilder
  ) throws -> Expression {
    let shape = try sequence(x)
    let out = try required(channels, options)
    let taps = try options.integer(kernel) ?? 3
    let groups = try options.integer(groups) ?? 1
    let dilation = try options.integer(dilation) ?? 1
    let padding = try options.choice(padding, of: SequencePadding.self) ?? .causal
    guard shape.channels % groups == 0, out % groups == 0 else {
      throw Failure(
        "conv1d: \(groups) groups divide neither \(shape.channels) inputs nor \(out) outputs evenly",
        culprit: .parameter("groups"))
    }
    guard padding != .valid || (taps - 1) * dilation < shape.steps else {
      throw Failure(
        "conv1d: \(taps) taps \(dilation) apart do not fit into \(shape.steps) steps",
        culprit: .parameter("kernel"))
    }
    builder.begin("conv1d")
    let output = try builder.convolution(
      x, out, taps: taps, dilation: dilation, padding: padding, groups: groups)
    builder.end("conv1d(\(out), kernel=\(taps), dilation=\(dilation))", output)
    return output
  }
}
