/// Every function of the language on series, one line each.
public enum OperatorCatalog {
  public static let all: [any Operator.Type] = []
}
