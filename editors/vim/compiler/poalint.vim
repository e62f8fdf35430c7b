" poalint in Vim and Neovim: `:compiler poalint`, then `:make` checks the letter and fills the quickfix list.
" Options and further letters go after it: `:make --lang zh`. Save first: the file is checked, not the buffer.
if exists("current_compiler")
  finish
endif
let current_compiler = "poalint"

CompilerSet makeprg=poalint\ check\ --format\ gcc\ $*\ %:S
CompilerSet errorformat=%f:%l:%c:\ %t%*[a-z]:\ %m
CompilerSet makeencoding=utf-8
