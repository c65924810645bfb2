/// Every plain function of the language, one line each.
public enum FunctionCatalog {
  public static let all: [any Function.Type] = []
}
