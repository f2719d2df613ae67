-- Neovim 0.11 and newer. `replint` must be on the path, or give its whole path here.
vim.lsp.config("replint", {
  cmd = { "replint", "server" },
  filetypes = { "python" },
  root_markers = { "replint.toml", ".replint.toml", "pyproject.toml", ".git" },
  settings = { replint = { minSeverity = "low" } },
})
vim.lsp.enable("replint")
