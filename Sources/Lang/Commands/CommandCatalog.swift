/// Every verb of the language, one line each.
public enum CommandCatalog {
  public static let all: [any Command.Type] = []
}
