/// Which names a verb binds in the block that it takes.
public enum BlockNames: Sendable, Equatable {
  /// Every option that is not one of the verb's own, and what its `over=` names: `sweep lr=[1, 2]:`.
  case options
  /// These: `walkforward ...:` binds `fold`.
  case fixed([String])
}
