/// One member of an open set: an operator, layer, command, chart kind, metric or reader.
///
/// An entry is one file; its catalog names it on one line. `SendableMetatype` keeps catalogs of
/// metatypes free of concurrency warnings.
public protocol Entry: SendableMetatype {
  /// What the language, completion, help and the reference page know of the entry.
  static var signature: Signature { get }
}
