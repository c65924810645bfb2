/// Every plain function of the language, one line each.
public enum FunctionCatalog {
  public static let all: [any Function.Type] =
    [
      Append.self,
      AutocorrelationList.self,
      BatchDrawdown.self,
      ClassMean.self,
      ClassSum.self,
      ClassWeights.self,
      ColumnNames.self,
      CorrelationMatrix.self,
      FileExists.self,
      Length.self,
      ListMaximum.self,
      ListMean.self,
      ListMedian.self,
      ListMinimum.self,
      ListStandardDeviation.self,
      ListSum.self,
      ListVariance.self,
      LogSoftmax.self,
      NumberOfText.self,
      OneHot.self,
      RangeList.self,
      RoundNumber.self,
      RowCount.self,
      Sorted.self,
      SymbolList.self,
      TextOfValue.self,
      TypeName.self,
    ] + rules
}
