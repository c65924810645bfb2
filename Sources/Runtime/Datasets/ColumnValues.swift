/// Computes a column expression over all rows of its axis in float64; a missing cell is NaN.
///
/// A category gives its codes.
public typealias ColumnValues = @Sendable (Expression) throws -> [Double]
