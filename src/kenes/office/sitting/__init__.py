"""The working pages of one sitting."""
