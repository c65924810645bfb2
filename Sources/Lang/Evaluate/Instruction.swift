/// One step of the register machine: an opcode and up to three operands.
///
/// An operand is a register relative to the frame's base, an index into a side table of the chunk,
/// or a jump target.
struct Instruction {
  var code: Opcode
  var a: Int32 = 0
  var b: Int32 = 0
  var c: Int32 = 0
}

/// What an instruction does; `r` is the register file.
enum Opcode: UInt8 {
  /// `r[a] = r[b]`, an error when r[b] has no value.
  case move
  /// `r[a] =` the value of `references[b]`, looked up when run.
  case loadName
  /// `r[a] = r[b] op r[c]`.
  case add, subtract, multiply, divide, modulo, power
  case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual, contains, and, or
  /// `r[a] = op r[b]`.
  case negate, not
  /// Jumps to a.
  case jump
  /// Jumps to a when r[b] is false; an error when it is neither true nor false.
  case jumpIfFalse
  /// Jumps to a when r[b] is false (`and`) or true (`or`), whatever else it is falls through.
  case jumpIfDecidedFalse, jumpIfDecidedTrue
  /// Jumps to a when r[b] has a value.
  case jumpIfSet
  /// `r[a] = r[b]..r[c]`, -1 is an open side.
  case range
  /// `r[a] = [r[x] for x in lists[b]]`.
  case list
  /// `r[a] = {keys[c]: lists[b]}`.
  case record
  /// `r[a] = r[b].names[c]`.
  case member
  /// `r[a] = r[b][r[c]]`.
  case index
  /// `r[a] = texts[b]` with the values filled in.
  case text
  /// `r[a] = calls[b](...)`.
  case call
  /// Prepares r[a], r[a+1] to go through r[b]; jumps to c when it is empty.
  case loopStart
  /// `r[b] =` next of r[a], r[a+1]; jumps to c while there is one.
  case loopNext
  /// Polls the interrupt flag and jumps to a.
  case jumpBack
  /// Leaves the frame with r[a].
  case leave
  /// Carries out `actions[b]` on r[a].
  case act
}
