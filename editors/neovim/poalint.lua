-- poalint in Neovim: put these lines into init.lua, or this file into the folder `plugin` beside it.
local config = {
  name = 'poalint',
  cmd = { 'poalint', 'lsp' },
  filetypes = { 'text', 'markdown' },
  root_markers = { '.poalint.yml' },
  -- Only where a folder has a .poalint.yml (Neovim 0.11):
  -- workspace_required = true,
}

if vim.lsp.enable then -- 0.11 and newer
  vim.lsp.config('poalint', config)
  vim.lsp.enable('poalint')
  return
end

local client -- 0.7 to 0.10
vim.api.nvim_create_autocmd('FileType', {
  pattern = config.filetypes,
  callback = function(event)
    if not (client and vim.lsp.get_client_by_id(client)) then
      client = vim.lsp.start_client(config)
    end
    vim.lsp.buf_attach_client(event.buf, client)
  end,
})
