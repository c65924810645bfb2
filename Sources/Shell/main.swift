print("fml")
