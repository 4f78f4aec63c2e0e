import ArgumentParser
print("linli")
