import Runtime

/// A fingerprint of what a block computes with: its text, and every value that it reads.
struct ValueDigest {
  private(set) var digest = ContentHasher()
  private let session: Session
  private var functions: Set<ObjectIdentifier> = []

  init(_ session: Session) { self.session = session }

  /// The block, what it reads around it, the seed and the version.
  init(_ block: BlockCall, in session: Session) {
    self.init(session)
    digest.add(Version.current)
    digest.add(String(session.seed))
    add(block.function)
    for (name, value) in block.captured {
      digest.add(name)
      add(value)
    }
    if let frame = session.frameInUse { digest.add(frame.frame.digest) }
  }

  var text: String { digest.text }

  mutating func add(_ value: Value) {
    digest.add(value.typeName)
    switch value {
    case .number(let number): digest.add(number)
    case .list(let items):
      for item in items { add(item) }
      digest.add(items.count)
    case .record(let record):
      for field in record.fields {
        digest.add(field.key)
        add(field.value)
      }
    case .function(let function): add(function)
    case .series(let series): digest.add(series.expression.digest)
    case .frame(let frame): digest.add(frame.frame.digest)
    case .object(let object): add(object)
    default: digest.add(value.line())
    }
  }

  /// The text of a function and, once, what it reads.
  private mutating func add(_ function: FunctionValue) {
    guard functions.insert(ObjectIdentifier(function)).inserted else { return }
    digest.add(SyntaxPrinter.text(function.syntax.body))
    for formal in function.formals {
      digest.add(formal.name.text)
      if let value = formal.defaultValue { digest.add(SyntaxPrinter.text(value)) }
    }
    let own = Set(function.formals.map(\.name.text))
    for name in UsedNames(function.syntax.body).names.subtracting(own).sorted() {
      guard let value = session.variable(name) else {
        if let text = Prelude.text(name) { digest.add(text) }
        continue
      }
      digest.add(name)
      add(value)
    }
  }

  private mutating func add(_ object: any ObjectValue) {
    switch object {
    case let data as DatasetValue: digest.add(data.dataset.digest)
    case let folds as FoldsValue: for data in folds.datasets { digest.add(data.digest) }
    case let run as RunValue: digest.add(run.run.digest)
    case let model as ModelValue: digest.add(model.recipe.text)
    case let loss as LossValue:
      add(loss.function)
      for (name, value) in loss.options.sorted(by: { $0.key < $1.key }) {
        digest.add(name)
        add(value)
      }
    case let rule as RuleValue:
      add(rule.function)
      for (name, value) in rule.options.sorted(by: { $0.key < $1.key }) {
        digest.add(name)
        add(value)
      }
    case let target as TargetValue: digest.add(target.target.expression.digest)
    case let set as FeatureSetValue:
      for feature in set.features.features {
        digest.add(feature.name)
        digest.add(feature.expression.digest)
      }
    case let book as BookValue: digest.add(book.book.net)
    default: digest.add(object.summary)
    }
  }
}
