import Runtime

/// Compiled code of one top-level statement or of one body.
final class Chunk: Sendable {
  let code: [Instruction]
  /// The source of each instruction.
  let spans: [Span]
  /// Copied to `constantBase...` when the chunk is entered.
  let constants: [Value]
  let constantBase: Int
  /// Registers of the frame, constants included.
  let registerCount: Int
  /// Registers of parameters and local names, which begin without a value.
  let localCount: Int
  let names: [String]
  let references: [Reference]
  let lists: [[Int32]]
  let keys: [[String]]
  let texts: [TextTemplate]
  let calls: [CallSite]
  let actions: [Action]
  /// The variable that an instruction writes, so that a series learns its name.
  let targets: [Int: String]
  init(_ draft: Draft, constantBase: Int, registerCount: Int, localCount: Int) {
    self.localCount = localCount
    code = draft.code
    spans = draft.spans
    constants = draft.constants
    self.constantBase = constantBase
    self.registerCount = registerCount
    names = draft.names
    references = draft.references
    lists = draft.lists
    keys = draft.keys
    texts = draft.texts
    calls = draft.calls
    actions = draft.actions
    targets = draft.targets
  }
}

/// A name that is looked up when run: in the block's frame, the variables, the frame in use.
struct Reference: Sendable {
  let name: String
  /// The slot of the variable of that name, or -1 where there was none.
  let slot: Int
  /// The register of the block's frame, or -1.
  let block: Int32
}

/// An interpolated text: literal pieces and registers with a format.
enum TextPiece: Sendable {
  case literal(String)
  case value(Int32, format: String?, Span)
}

typealias TextTemplate = [TextPiece]

/// A call with its arguments in registers.
struct CallSite: Sendable {
  enum Callee: Sendable {
    /// A function or operator by name; both may exist and the arguments decide.
    case named(String)
    case command(any Command.Type)
    /// A value in a register; `name` is tried as a function when the value is none.
    case value(Int32, name: String?)
  }

  struct Argument: Sendable {
    let label: Identifier?
    let register: Int32
    let span: Span
    /// The sides of a comparison that was given to an `.expression` positional.
    let comparison: Sides?
  }

  struct Sides: Sendable {
    let comparison: BinaryOperator
    let left: Int32
    let right: Int32
    let leftSpan: Span
    let rightSpan: Span
  }

  /// The block of a verb.
  struct Body: Sendable {
    let function: FunctionValue
    /// Locals of the body around that the block reads, in the order of the last parameters.
    let captured: [(name: String, register: Int32)]
  }

  let callee: Callee
  let arguments: [Argument]
  let span: Span
  let calleeSpan: Span
  let resultName: String?
  let inBackground: Bool
  /// The register of the block's frame, or -1.
  let block: Int32
  let body: Body?
}

/// What a statement does besides computing: it may touch the session.
enum Action: Sendable {
  /// Prints the value of an expression statement; a command's result is printed unless it is none.
  case print
  case define(FunctionSyntax, FunctionValue.Kind)
  /// `param name`: keeps the preset given by `--set`.
  case param(name: String, Span)
  case target(name: String, Span)
  case model(name: String, Span)
  /// Makes the feature set out of the registers of its entries.
  case features(name: String, frame: Int32, entries: [FeatureEntry], Span)
  case preset(name: String, frame: Int32, Span)
  case track(name: String)
  /// Fails with a message: what the checker lets through and only running can decide.
  case fail(String)
}

/// One line of a `features` block.
struct FeatureEntry: Sendable {
  let name: String
  let register: Int32
  let span: Span
}

/// A chunk under construction.
struct Draft {
  var code: [Instruction] = []
  var spans: [Span] = []
  var constants: [Value] = []
  var names: [String] = []
  var references: [Reference] = []
  var lists: [[Int32]] = []
  var keys: [[String]] = []
  var texts: [TextTemplate] = []
  var calls: [CallSite] = []
  var actions: [Action] = []
  var targets: [Int: String] = [:]
  /// The register of the frame of the `features` block at hand, or -1.
  var blockFrame: Int32 = -1
}
