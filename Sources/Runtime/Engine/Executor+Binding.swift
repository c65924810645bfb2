import CKernels

extension Executor {
  /// Binds the matrix that `Expression.gatherRows(source:)` names; every width under the name.
  ///
  /// - Throws: `Failure` when the program has no such matrix or its width differs.
  public func bind(_ matrix: SourceMatrix, to name: String) throws {
    var isFound = false
    for (slot, source) in program.sources.enumerated() {
      guard case .matrix(name, let width) = source else { continue }
      guard width == matrix.columns else {
        throw Failure("matrix '\(name)' has \(matrix.columns) columns, the program reads \(width)")
      }
      bind(matrix, slot: slot)
      isFound = true
    }
    guard isFound else { throw Failure("the program reads no matrix '\(name)'") }
  }

  /// Binds the values of `Program.columns[index]` over all rows.
  ///
  /// - Throws: `Failure` when there is no such column.
  public func bind(_ matrix: SourceMatrix, column index: Int) throws {
    let slots = program.sources.indices.filter { slot in
      if case .column = program.sources[slot] { true } else { false }
    }
    guard slots.indices.contains(index), matrix.columns == 1 else {
      throw Failure("the program reads \(slots.count) columns, not one numbered \(index)")
    }
    bind(matrix, slot: slots[index])
  }

  private func bind(_ matrix: SourceMatrix, slot: Int) {
    bound[slot] = matrix
    sources[slot] = fml_source(
      values: matrix.values, rows: Int64(matrix.rows), columns: Int32(matrix.columns),
      is_double: matrix.precision == .float64 ? 1 : 0)
  }

  /// Writes the row numbers of the next batch; -1 is no row.
  ///
  /// - Throws: `Failure` when the program has no such index or its length differs.
  public func setIndex(_ rows: [Int32], for name: String = Expression.sampleIndex) throws {
    let index = try index(name)
    guard rows.count == index.count else {
      throw Failure("index '\(name)' has \(rows.count) rows, the program reads \(index.count)")
    }
    index.write(rows)
  }

  /// The row index of that name, to be written batch by batch while this executor lives.
  ///
  /// - Throws: `Failure` when the program has no such index.
  func index(_ name: String) throws -> RowIndex {
    guard let slot = program.indexSlots.firstIndex(where: { $0.name == name }) else {
      throw Failure("the program reads no index '\(name)'")
    }
    return RowIndex(indexBuffers[slot])
  }

  /// Writes an input tensor, row-major.
  ///
  /// - Throws: `Failure` when the program has no such input or its size differs.
  public func setInput(_ name: String, _ values: some Collection<Double>) throws {
    guard let region = program.inputs.first(where: { $0.name == name }) else {
      throw Failure("the program has no input '\(name)'")
    }
    guard values.count == region.count else {
      throw Failure("input '\(name)' has \(values.count) values, not \(region.count)")
    }
    arena.write(values, at: region.place)
  }

  /// Changes a live number; false where the program does not use it.
  @discardableResult
  public func setLive(_ name: String, _ value: Double) -> Bool {
    var isFound = false
    for live in program.liveScalars where live.name == name {
      arena[live.place] = value
      isFound = true
    }
    return isFound
  }
}
