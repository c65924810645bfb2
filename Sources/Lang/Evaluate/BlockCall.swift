/// The block of a verb as the verb gets it: code, the values it is given, what it reads around it.
struct BlockCall {
  /// An option that the block binds: `lr=[1e-4, 1e-3]`.
  struct Binding {
    let name: Identifier
    let value: Value
    let span: Span
  }

  /// Its parameters are the bound names, then the captured ones.
  let function: FunctionValue
  let bindings: [Binding]
  /// Locals of the body around, in the order of the last parameters.
  let captured: [(name: String, value: Value)]

  /// The names that the verb binds, with their places.
  var names: [Identifier] {
    function.formals.dropLast(captured.count).map(\.name)
  }
}
