/// Every kind of network, one line each.
public enum ArchitectureCatalog {
  public static let all: [any Architecture.Type] = [
    CnnLstmNetwork.self,
    GspharNetwork.self,
    HarNetwork.self,
    LstmNetwork.self,
    MlpNetwork.self,
    WaveNetNetwork.self,
  ]

  public static func architecture(named name: String) -> (any Architecture.Type)? {
    all.first { $0.signature.name == name }
  }
}
