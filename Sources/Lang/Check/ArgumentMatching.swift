import Runtime

/// Which parameter each argument of a call fills, by one rule for checking and for binding.
///
/// Labelled arguments go by name. The others fill the positionals in order; one that may be left
/// out is passed over when the argument does not fit it and a later one takes it, so that
/// `head 5` means five rows of the frame in use.
struct ArgumentMatching {
  enum Problem {
    case unknownOption(Int)
    case tooMany(Int)
    case twice(Int, Parameter)
    case missing(Parameter)
  }

  /// Parallel to the arguments; nil where there is a problem.
  private(set) var parameters: [Parameter?] = []
  private(set) var problems: [Problem] = []

  /// - Parameter fits: whether the argument at an index can be meant for a parameter.
  init(_ signature: Signature, labels: [String?], fits: (Int, Parameter) -> Bool) {
    var given: Set<String> = Set(labels.compactMap { $0 })
    var open = signature.positionals.filter { !given.contains($0.name) }[...]
    given = []
    for (index, label) in labels.enumerated() {
      let found: Parameter?
      if let label {
        found = signature.parameter(label)
        if found == nil, signature.block != .options { problems.append(.unknownOption(index)) }
      } else {
        found = Self.next(index, of: &open, fits)
        if found == nil { problems.append(.tooMany(index)) }
      }
      if let found, !given.insert(found.name).inserted, !found.isVariadic {
        problems.append(.twice(index, found))
      }
      parameters.append(found)
    }
    for parameter in signature.positionals + signature.options
    where parameter.defaultValue == .required && !given.contains(parameter.name) {
      problems.append(.missing(parameter))
    }
  }

  private static func next(
    _ index: Int, of open: inout ArraySlice<Parameter>, _ fits: (Int, Parameter) -> Bool
  ) -> Parameter? {
    var candidates = open
    while let candidate = candidates.first {
      let rest = candidates.dropFirst()
      let isOmittable = candidate.defaultValue != .required
      if isOmittable, !fits(index, candidate), rest.contains(where: { fits(index, $0) }) {
        candidates = rest
        continue
      }
      open = candidate.isVariadic ? candidates : rest
      return candidate
    }
    return nil
  }
}
