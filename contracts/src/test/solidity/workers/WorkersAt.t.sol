// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IWorkerRegistry} from "../../../main/solidity/IWorkerRegistry.sol";
import {Fixture} from "../Fixture.sol";

contract WorkersAtTest is Fixture {
    uint256 private constant COUNT = 7;

    function setUp() public override {
        super.setUp();
        for (uint256 i = 0; i < COUNT; ++i) {
            join(workerAt(i), MIN_STAKE + i);
        }
    }

    function test_ShouldPageInTheOrderOfJoining(uint256 offset, uint256 limit) public view {
        offset = bound(offset, 0, COUNT + 2);
        limit = bound(limit, 0, workers.MAX_BATCH());
        (address[] memory accounts, IWorkerRegistry.Worker[] memory states) = workers.workersAt(offset, limit);

        uint256 left = offset < COUNT ? COUNT - offset : 0;
        vm.assertEq(accounts.length, left < limit ? left : limit, "length");
        vm.assertEq(states.length, accounts.length, "states");
        for (uint256 i = 0; i < accounts.length; ++i) {
            vm.assertEq(accounts[i], workerAt(offset + i), "account");
            vm.assertEq(states[i].stake, MIN_STAKE + offset + i, "stake");
            vm.assertTrue(states[i].active, "active");
        }
    }

    function test_ShouldKeepTheOrderWhenOneLeaves() public {
        address first = workerAt(0);
        vm.prank(first);
        workers.leave();
        vm.warp(vm.getBlockTimestamp() + COOLDOWN);
        vm.prank(first);
        workers.withdraw();

        (address[] memory accounts, IWorkerRegistry.Worker[] memory states) = workers.workersAt(0, COUNT);
        vm.assertEq(accounts.length, COUNT, "length");
        vm.assertEq(accounts[0], first, "first");
        vm.assertTrue(!states[0].active, "gone");
        vm.assertEq(accounts[COUNT - 1], workerAt(COUNT - 1), "last");
    }

    function test_ShouldBeEmptyBeyondTheEnd() public view {
        (address[] memory accounts,) = workers.workersAt(type(uint256).max, 1);
        vm.assertEq(accounts.length, 0, "length");
    }

    function test_ShouldRefuseTooLargeAPage() public {
        uint256 maximum = workers.MAX_BATCH();
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.BatchTooLarge.selector, maximum + 1, maximum));
        workers.workersAt(0, maximum + 1);
    }

    function workerAt(uint256 index) private pure returns (address) {
        return address(uint160(0x1000 + index));
    }
}
