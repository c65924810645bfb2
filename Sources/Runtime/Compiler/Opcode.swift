/// What an instruction does; up to the library products the raw values are the places in the C table.
enum Opcode: UInt16, CaseIterable, Sendable {
  case end, gather, product, productRight, productLeft, elementwise
  case addRow, sum, broadcast, transpose, copyColumns, layerNorm
  case layerNormInputGradient, layerNormGainGradient, dropoutMask, fill, copy, norm
  case update, elementwiseSum
  case unfold, fold, maxPool, maxPoolGradient, reverseSteps, softmax
  case channelMoments, channelNorm, channelNormSums, channelNormInputGradient
  case groupTable, groupReduce, softRank, softRankGradient
  case lagKernel, lagKernelGradient, windowDot, windowDotGradient
  /// Matrix products by OpenBLAS: plain, right factor transposed, left factor transposed.
  case libraryProduct, libraryProductRight, libraryProductLeft

  var isLibraryProduct: Bool { rawValue >= Opcode.libraryProduct.rawValue }
}
