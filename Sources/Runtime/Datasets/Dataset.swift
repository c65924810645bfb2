import Synchronization

/// A frame with features, labels and chronological parts, ready for training; immutable.
///
/// Features lie in one float32 matrix over all rows of the frame, labels in float64; the parts name
/// the rows that can be used, so windows and batches are gathered without a copy.
public final class Dataset: Sendable {
  /// A target with its values over all rows; missing is NaN, yes/no is 1 and 0, a category its code.
  public struct Label: Sendable {
    public let target: Target
    public let values: [Double]
    /// After how many bars each row's label is known; nil where it is the horizon everywhere.
    let bars: [Double]?
  }

  public let features: FeatureSet
  public let columns: [FeatureColumn]
  public let matrix: FeatureMatrix
  public let labels: [Label]
  /// In the order of time.
  public let parts: [DatasetPart]
  public let scaler: Scaler?
  public let census: RowCensus
  /// What splitting and scaling decided or found, one sentence each.
  public let notes: [String]
  /// Segments of the axis that are in the dataset: all but the symbols listed too late.
  public let segments: [Int]
  /// The dataset whose training rows gave the statistics of a network; nil for its own.
  let reference: Dataset?

  /// Where statistics of training rows are taken from.
  var fitting: Dataset { reference ?? self }
  /// The fingerprint, once it was asked for.
  let knownDigest = Mutex<String?>(nil)

  /// Splits a feature set with its labels into purged chronological parts.
  ///
  /// - Throws: `Failure` when a label lies on another frame, or a part holds no usable row.
  /// - Complexity: O(rows x columns).
  public convenience init(
    _ features: FeatureSet, targets: [Target], split: Split, values: ColumnEvaluator
  ) throws {
    let targets = try Target.fitted(targets, features: features, split: split, values: values)
    let features = try features.fitted(targets: targets, split: split, values: values)
    let columns = FeatureColumn.expand(features)
    let matrix = try FeatureMatrix.unscaled(set: features, columns: columns, values: values)
    let labels = try targets.map { try Self.label($0, on: features.frame, values) }
    try matrix.checkRows(of: features, values: values)
    let division = try Division(
      axis: features.frame.axis, split: split, complete: matrix.isComplete,
      labels: LabelSpan(labels, rows: features.frame.rowCount, purge: split.purge))
    let rows = division.parts.first { $0.name == .train }?.rows ?? []
    let audit = ColumnAudit(matrix, columns, rows: rows)
    self.init(features, columns, matrix, labels, division, notes: audit.notes)
  }

  init(
    _ features: FeatureSet, _ columns: [FeatureColumn], _ matrix: FeatureMatrix,
    _ labels: [Label], _ division: Division, notes: [String] = []
  ) {
    self.features = features
    self.columns = columns
    self.matrix = matrix
    self.labels = labels
    self.parts = division.parts
    self.scaler = nil
    self.census = division.census
    self.notes = division.notes + notes
    self.segments = division.segments
    reference = nil
  }

  private init(scaling base: Dataset, by scaler: Scaler, matrix: FeatureMatrix) {
    self.features = base.features
    self.columns = base.columns
    self.matrix = matrix
    self.labels = base.labels
    self.parts = base.parts
    self.scaler = scaler
    self.census = base.census
    self.notes = base.notes + scaler.notes.filter { !base.notes.contains($0) }
    self.segments = base.segments
    reference = nil
  }

  /// Other rows of the same columns, without labels and parts; see `scoring`.
  init(
    _ features: FeatureSet, matrix: FeatureMatrix, labels: [Label], segments: [Int],
    like base: Dataset
  ) {
    self.features = features
    columns = base.columns
    self.matrix = matrix
    self.labels = labels
    parts = []
    scaler = base.scaler
    census = RowCensus()
    notes = []
    self.segments = segments
    reference = base
  }

  /// The same with fewer rows in its parts.
  init(_ base: Dataset, parts: [DatasetPart], note: String) {
    features = base.features
    columns = base.columns
    matrix = base.matrix
    labels = base.labels
    self.parts = parts
    scaler = base.scaler
    var census = base.census
    let rows = { (parts: [DatasetPart]) in parts.reduce(0) { $0 + $1.rows.count } }
    census.outside += rows(base.parts) - rows(parts)
    self.census = census
    notes = base.notes + [note]
    segments = base.segments
    reference = nil
  }

  private init(sealing base: Dataset) {
    features = base.features
    columns = base.columns
    matrix = base.matrix
    labels = base.labels
    parts = base.parts.map { part in
      var part = part
      part.isSealed = part.name == .test
      return part
    }
    scaler = base.scaler
    census = base.census
    notes = base.notes
    segments = base.segments
    reference = base.reference
  }

  /// The same dataset, whose test part is to be opened before anybody may look at it.
  public var sealed: Dataset { Dataset(sealing: self) }

  /// The same dataset with features scaled by statistics of its training rows.
  ///
  /// - Parameter clip: Largest absolute scaled value; nil leaves the tails.
  /// - Throws: `Failure` when there is no training part.
  public func scaled(
    _ method: ScalingMethod, clip: Double? = nil, values: ColumnEvaluator
  ) throws -> Dataset {
    let rows = try part(.train).rows
    let scaler = try Scaler.fit(
      method, clip: clip, set: features, columns: columns, rows: rows, values: values)
    let matrix = try FeatureMatrix(
      set: features, columns: columns, scaler: scaler, values: values)
    return Dataset(scaling: self, by: scaler, matrix: matrix)
  }

  public var frame: Frame { features.frame }
  public var axis: Axis { features.frame.axis }

  /// - Throws: `Failure` naming the parts there are.
  public func part(_ name: PartName) throws -> DatasetPart {
    guard let part = parts.first(where: { $0.name == name }) else {
      let known = parts.map(\.name.rawValue).joined(separator: ", ")
      throw Failure("the dataset has no part '\(name.rawValue)', only \(known)")
    }
    return part
  }

  /// The first label, or the one of this name.
  ///
  /// - Throws: `Failure` naming the labels there are.
  public func label(_ name: String? = nil) throws -> Label {
    let found = name.map { name in labels.first { $0.target.name == name } } ?? labels.first
    guard let found else {
      let known = labels.map(\.target.name).joined(separator: ", ")
      throw Failure("the dataset has no target '\(name ?? "")', only \(known)")
    }
    return found
  }

  static func label(
    _ target: Target, on frame: Frame, _ source: ColumnEvaluator
  ) throws -> Label {
    guard target.expression.type.axis === frame.axis else {
      throw Failure(
        "target '\(target.name)' lies on another axis than the features",
        culprit: .parameter("target"))
    }
    let values = try source.values(of: target.expression)
    guard values.count == frame.rowCount else {
      throw Failure("target '\(target.name)' has \(values.count) rows, not \(frame.rowCount)")
    }
    return Label(
      target: target, values: values.map { $0.isFinite ? $0 : .nan },
      bars: try target.end.map { try source.values(of: $0) })
  }
}
