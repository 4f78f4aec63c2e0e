wrk.headers["Authorization"] = "Bearer " .. os.getenv("LINLI_TOKEN")
