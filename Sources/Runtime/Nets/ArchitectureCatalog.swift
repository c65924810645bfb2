/// Every kind of network, one line each.
public enum ArchitectureCatalog {
  public static let all: [any Architecture.Type] = [
    GspharNetwork.self,
    HarNetwork.self,
    MlpNetwork.self,
  ]

  public static func architecture(named name: String) -> (any Architecture.Type)? {
    all.first { $0.signature.name == name }
  }
}
