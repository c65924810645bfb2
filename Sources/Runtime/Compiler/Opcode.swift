/// What an instruction does; the raw values are the places in the C table.
enum Opcode: UInt16, CaseIterable, Sendable {
  case end, gather, product, productLeft, elementwise
  case addRow, sum, broadcast, transpose, copyColumns, layerNorm
  case layerNormInputGradient, layerNormGainGradient, layerNormGradients
  case dropoutMask, fill, copy, norm
  case update, elementwiseSum
  case unfold, fold, maxPool, maxPoolGradient, reverseSteps, softmax
  case lstm, lstmGradient
  case channelMoments, channelNorm, channelNormSums, channelNormInputGradient
  case groupTable, groupReduce, softRank, softRankGradient
  case lagKernel, lagKernelGradient, windowDot, windowDotGradient
  /// Matrix products by OpenBLAS: plain, right factor transposed, left factor transposed.
  case libraryProduct, libraryProductRight, libraryProductLeft

  /// Calls the linear algebra library, which must be loaded before.
  var callsLibrary: Bool {
    switch self {
    case .libraryProduct, .libraryProductRight, .libraryProductLeft, .lstm, .lstmGradient: true
    default: false
    }
  }

  /// Flag of a product that adds a row.
  static let hasBias: UInt8 = 2
  /// Flag of an LSTM that keeps its gates for the gradient.
  static let keepsGates: UInt8 = 4
  /// Flag of an LSTM's gradient whose seed is that of the last step.
  static let seedsLast: UInt8 = 8
}
