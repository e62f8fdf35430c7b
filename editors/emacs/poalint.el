;;; poalint.el --- Amazon appeal letters, checked as you write  -*- lexical-binding: t -*-

;; Eglot comes with Emacs 29; for older ones install the package `eglot'.  Then `(load "…/poalint.el")'.

;;; Code:

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(markdown-mode "poalint" "lsp"))
  ;; Last, so that modes made from Text mode keep their own servers.
  (add-to-list 'eglot-server-programs '(text-mode "poalint" "lsp") t))

(defun poalint-ensure ()
  "Have a letter checked."
  (when (string-match-p "\\.\\(txt\\|text\\|md\\|markdown\\)\\'" (or buffer-file-name ""))
    (eglot-ensure)))

(add-hook 'text-mode-hook #'poalint-ensure)

(provide 'poalint)
;;; poalint.el ends here
