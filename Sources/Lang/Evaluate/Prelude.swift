import Runtime

/// Losses written in fml and compiled into the binary; the feature sets are `FeaturePrelude`.
public enum Prelude {
  /// One entry per file, by the name it defines; the text is read on first use.
  static let texts: [(name: String, bytes: [UInt8])] = [
    ("adaptive_huber", PackageResources.adaptive_huber_fml),
    ("asymmetric", PackageResources.asymmetric_fml),
    ("bce", PackageResources.bce_fml),
    ("cross_entropy", PackageResources.cross_entropy_fml),
    ("directional_huber", PackageResources.directional_huber_fml),
    ("focal", PackageResources.focal_fml),
    ("focal_classes", PackageResources.focal_classes_fml),
    ("huber", PackageResources.huber_loss_fml),
    ("hybrid", PackageResources.hybrid_fml),
    ("logcosh", PackageResources.logcosh_fml),
    ("mae", PackageResources.mae_fml),
    ("mse", PackageResources.mse_fml),
    ("qlike", PackageResources.qlike_fml),
    ("quantile", PackageResources.quantile_loss_fml),
    ("rank", PackageResources.rank_loss_fml),
    ("rank70", PackageResources.rank70_fml),
    ("sharpe", PackageResources.sharpe_fml),
    ("sharpe_advanced", PackageResources.sharpe_advanced_fml),
    ("trade_advanced", PackageResources.trade_advanced_fml),
    ("trade_long", PackageResources.trade_long_fml),
    ("trade_short", PackageResources.trade_short_fml),
    ("wrong_sign", PackageResources.wrong_sign_fml),
  ]

  public static let names = texts.map { $0.name }

  /// The source of an entry, which a user may copy and edit.
  public static func text(_ name: String) -> String? {
    texts.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }
}

extension Session {
  /// A loss or feature set of the prelude; nil when there is none of that name.
  ///
  /// - Throws: `Diagnostic` when its text has an error.
  public func preludeValue(_ name: String) throws -> Value? {
    if let known = preludeValues[name] { return known }
    if let rule = try preludeRule(name) { return rule }
    guard let text = Prelude.text(name) else {
      if let preset = TrainingPresets.value(name) { return preset }
      return FeaturePrelude.text(name).map { .object(PreludeSetValue(name: name, text: $0)) }
    }
    let source = sources.add(name: "\(name).fml", text: text)
    let program = Parser.parse(source, vocabulary)
    if let diagnostic = program.diagnostics.first { throw diagnostic }
    for case .loss(let function) in program.statements.map(\.kind)
    where function.name.text == name {
      let value = try define(function, .loss)
      preludeValues[name] = value
      return value
    }
    return nil
  }

  /// A rule of the prelude, read once.
  private func preludeRule(_ name: String) throws -> Value? {
    guard let text = RulePrelude.text(name) else { return nil }
    let source = sources.add(name: "\(name).fml", text: text)
    let program = Parser.parse(source, vocabulary)
    if let diagnostic = program.diagnostics.first { throw diagnostic }
    for case .rule(let function) in program.statements.map(\.kind) where function.name.text == name
    {
      let value = try define(function, .rule, signature: RulePrelude.signature(name))
      preludeValues[name] = value
      return value
    }
    return nil
  }

  /// A rule by name: a variable of the script, else one of the prelude.
  func rule(named name: String) throws -> RuleValue? {
    for value in [variable(name), try preludeValue(name)] {
      if case .object(let rule as RuleValue)? = value { return rule }
    }
    return nil
  }

  /// A loss by name: a variable of the script, else one of the prelude.
  public func loss(named name: String) throws -> LossValue? {
    for value in [variable(name), try preludeValue(name)] {
      if case .object(let object)? = value, let loss = object as? LossValue { return loss }
    }
    return nil
  }
}
