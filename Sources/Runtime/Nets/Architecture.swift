/// A kind of network: one file, one line in `ArchitectureCatalog`.
public protocol Architecture: Entry {
  /// What one sample of it is, given its options.
  static func sample(_ options: BoundOptions) throws -> SampleKind

  /// The network for a dataset.
  ///
  /// - Throws: `Failure` naming the option or what the dataset lacks.
  static func network(_ options: BoundOptions, text: String, for dataset: Dataset) throws -> Network
}
